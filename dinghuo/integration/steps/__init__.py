"""Parts of imports: many rows at once, under the same policies as any other."""
