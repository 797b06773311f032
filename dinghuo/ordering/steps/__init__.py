"""Parts of somebody else's transaction: they check no permission and open no transaction."""
