"""The bodies that writes take: shapes only; what they mean is the domains' business."""
