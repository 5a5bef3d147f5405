"""The outermost layer: Prefect flows, sources and the command line. It talks to the outside; it computes nothing."""
