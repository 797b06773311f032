"""What may be done with offers that sheets have proposed."""
