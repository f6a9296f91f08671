"""Messages in Chinese about clusters and addresses, sorted by id."""

TEXTS: dict[str, str] = {
    "address.chained": "不支持套着写的地址（::）：{address}。请先把文件取出来再检查。",
    "address.folder-output": "{address} 是文件夹，报告要写进文件。请在 -o 后写出文件名。",
    "address.no-library": "读写 {scheme}:// 地址的组件没有安装（{reason}）。请用 pip 安装后再试。",
    "address.not-found": "在 {address} 没有找到要检查的文件。请检查地址和权限。",
    "address.not-installed": "要检查地址 {address}，需要另外安装：pip install 'plancheck[cluster]'。",
    "address.unreachable": "访问不了 {address}：{reason}。请检查地址、网络和密钥。",
    "address.web-output": "报告不能写到网页地址 {address}。请写文件名，或 s3:// 这样的存储地址。",
    "cluster.differs": "{worker} 上的工作进程与本机不一样（{what}），判断可能不同，没有开始检查。请在集群的每台机器上安装同样的 plancheck、插件和程序。",
    "cluster.differs-files": "{worker} 上的 plancheck 或插件与本机版本号相同、内容不同，判断可能不一样，没有开始检查。请在集群的每台机器上安装同样的版本。",
    "cluster.lost": "与集群（{address}）的联系断了，剩下的文件没有检查。请检查调度程序和工作进程；用 --state 运行过的，再运行一次就接着没查完的继续。",
    "cluster.no-workers": "集群（{address}）没有工作进程，没有开始检查。请在各台机器上运行 dask worker {address}。",
    "cluster.not-installed": "--engine dask 需要另外安装：pip install 'plancheck[cluster]'。不用集群时去掉这个选项。",
    "cluster.unreachable": "连不上调度程序 {address}：{reason}。请检查地址（例如 tcp://10.0.0.5:8786）、网络，以及 dask scheduler 是否在运行。",
    "cluster.unready": "集群的工作进程不能检查（{reason}）。请在集群的每台机器（包括调度程序所在的那台）上安装同样的 plancheck，再重新启动 dask。",
}
