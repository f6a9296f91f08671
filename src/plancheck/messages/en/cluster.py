"""Messages in English about clusters and addresses, sorted by id."""

TEXTS: dict[str, str] = {
    "address.chained": "Addresses inside addresses (::) are not taken: {address}. Unpack the file first.",
    "address.folder-output": "{address} is a folder, and a report goes to a file. Name the file after -o.",
    "address.no-library": "What reads and writes {scheme}:// addresses is not installed ({reason}). Install it with pip and try again.",
    "address.not-found": "There is nothing to check at {address}. Check the address and your rights.",
    "address.not-installed": "The address {address} needs something more: pip install 'plancheck[cluster]'.",
    "address.unreachable": "{address} cannot be reached: {reason}. Check the address, the network and the keys.",
    "address.web-output": "A report cannot be written to the web address {address}. Name a file, or a store such as s3://.",
    "cluster.differs": "The worker {worker} is not like this machine ({what}) and might judge otherwise; nothing was checked. Install the same plancheck, plugins and programs on every machine of the cluster.",
    "cluster.differs-files": "plancheck or a plugin on the worker {worker} has the same version as here and other content, and might judge otherwise; nothing was checked. Install the same on every machine of the cluster.",
    "cluster.lost": "The cluster ({address}) is gone; what is left was not checked. Look after its scheduler and workers; a run with --state goes on where it was when it is run again.",
    "cluster.no-workers": "The cluster ({address}) has no workers; nothing was checked. Run dask worker {address} on its machines.",
    "cluster.not-installed": "--engine dask needs something more: pip install 'plancheck[cluster]'. Without a cluster leave the option out.",
    "cluster.unreachable": "The scheduler {address} cannot be reached: {reason}. Check the address (such as tcp://10.0.0.5:8786), the network, and that dask scheduler is running.",
    "cluster.unready": "The workers of the cluster cannot judge ({reason}). Install the same plancheck on every machine of it, that of the scheduler too, and start dask again.",
}
