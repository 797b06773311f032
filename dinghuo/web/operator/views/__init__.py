"""The screens of the operator."""
