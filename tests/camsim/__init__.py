"""A virtual Chameleon3: a GenTL producer that is built by the tests, and its control."""
