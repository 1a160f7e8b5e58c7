"""The camera's nodes: one table that makes both its GenICam XML and its registers."""
