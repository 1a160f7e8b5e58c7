"""A virtual Chameleon3: a GenTL producer that the tests build, and its control."""
