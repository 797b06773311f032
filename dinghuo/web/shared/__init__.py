"""What the four doors are made of: layout, components, css, icons, and the small reading of a request."""
