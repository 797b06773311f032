"""Tags of the seller's templates."""
