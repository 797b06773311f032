"""What sheets of goods, prices, stock and customers look like, and how their cells are read."""
