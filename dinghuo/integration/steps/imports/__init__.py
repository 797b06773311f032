"""Parts of importing a sheet: the file, its reading, its rows, and what each kind does with them."""
