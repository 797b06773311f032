"""What may be asked about comparing sellers' offers."""
