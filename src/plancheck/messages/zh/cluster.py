"""Messages in Chinese about clusters, sorted by id."""

TEXTS: dict[str, str] = {
    "cluster.differs": "{worker} 上的工作进程与本机不一样（{what}），判断可能不同，没有开始检查。请在集群的每台机器上安装同样的 plancheck、插件和程序。",
    "cluster.lost": "与集群（{address}）的联系断了，剩下的文件没有检查。请检查调度程序和工作进程；用 --state 运行过的，再运行一次就接着没查完的继续。",
    "cluster.no-workers": "集群（{address}）没有工作进程，没有开始检查。请在各台机器上运行 dask worker {address}。",
    "cluster.not-installed": "--engine dask 需要另外安装：pip install 'plancheck[cluster]'。不用集群时去掉这个选项。",
    "cluster.unreachable": "连不上调度程序 {address}：{reason}。请检查地址（例如 tcp://10.0.0.5:8786）、网络，以及 dask scheduler 是否在运行。",
    "cluster.unready": "集群的工作进程不能检查（{reason}）。请在集群的每台机器（包括调度程序所在的那台）上安装同样的 plancheck，再重新启动 dask。",
}
