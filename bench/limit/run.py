"""Runs the reference by pgbench, which comes with the embedded PostgreSQL, and reads what it reports."""

import os
import re
import resource
import subprocess
import tempfile
from pathlib import Path

from bench.rig.outcome import Outcome
from bench.rig.size import Size
from dinghuo.local.address import Address
from dinghuo.local.binaries import installed

HERE = Path(__file__).parent
FORMS = {"plain": HERE / "plain.sql", "set-based": HERE / "set_based.sql"}
DONE = re.compile(r"number of transactions actually processed: (\d+)")
RATE = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)


def limit(
    place: Address, size: Size, form: str, clients: int, seconds: float, hot: bool = False, times: int = 0
) -> Outcome:
    """Place orders in one of the FORMS for so long (or so many times each client). Raises RuntimeError on any fault."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "order.sql"
        script.write_text((HERE / "draw.sql").read_text() + FORMS[form].read_text())
        numbers = {
            "products": size.products,
            "customers": size.customers,
            "contract": size.contract,
            "hot": int(hot),
        }
        command = [
            *(str(installed() / "bin" / "pgbench"), "--no-vacuum", "--protocol=prepared", f"--file={script}"),
            *(
                f"--client={clients}",
                f"--jobs={min(clients, os.cpu_count() or 1)}",
                "--log",
                "--log-prefix=log",
            ),
            *(f"--define={name}={value}" for name, value in numbers.items()),
            f"--transactions={times}" if times else f"--time={max(1, round(seconds))}",
        ]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        ran = subprocess.run(
            command, cwd=folder, env=_environment(place), capture_output=True, text=True, check=False
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        latencies = [
            int(line.split()[2]) / 1e6
            for log in Path(folder).glob("log.*")
            for line in log.read_text().splitlines()
        ]
    done, rate = DONE.search(ran.stdout), RATE.search(ran.stdout)
    if ran.returncode or not done or not rate:
        raise RuntimeError(f"pgbench failed: {ran.stderr}")
    count = int(done[1])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Outcome(orders=count, seconds=count / float(rate[1]), latencies=latencies, load_cpu=cpu)


def _environment(place: Address) -> dict[str, str]:
    names = {"PGHOST": place.host, "PGPORT": str(place.port), "PGDATABASE": place.name, "PGUSER": place.user}
    options = {f"PG{name.upper()}": value for name, value in place.options}
    return {**os.environ, **names, **options, "PGPASSWORD": place.password}
