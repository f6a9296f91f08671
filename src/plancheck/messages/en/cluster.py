"""Messages in English about clusters, sorted by id."""

TEXTS: dict[str, str] = {
    "cluster.differs": "The worker {worker} is not like this machine ({what}) and might judge otherwise; nothing was checked. Install the same plancheck, plugins and programs on every machine of the cluster.",
    "cluster.lost": "The cluster ({address}) is gone; what is left was not checked. Look after its scheduler and workers; a run with --state goes on where it was when it is run again.",
    "cluster.no-workers": "The cluster ({address}) has no workers; nothing was checked. Run dask worker {address} on its machines.",
    "cluster.not-installed": "--engine dask needs something more: pip install 'plancheck[cluster]'. Without a cluster leave the option out.",
    "cluster.unreachable": "The scheduler {address} cannot be reached: {reason}. Check the address (such as tcp://10.0.0.5:8786), the network, and that dask scheduler is running.",
    "cluster.unready": "The workers of the cluster cannot judge ({reason}). Install the same plancheck on every machine of it, that of the scheduler too, and start dask again.",
}
