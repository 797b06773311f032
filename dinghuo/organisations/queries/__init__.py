"""What an actor may see of organisations, people and storefronts."""
