# A small cluster on this one machine, for tests/scale/scale.sh: munge, the
# controller of Slurm and two nodes, all below one folder and with ports of
# their own. Whoever reads this in sets $cluster to that folder and $me to who
# runs it.

config=$cluster/slurm.conf

# Runs a command against this cluster, and no other that there may be.
slurm()
{
	SLURM_CONF=$config "$@"
}

# Three ports that are free, and that the system gives to nobody by itself.
free_ports()
{
	/usr/bin/python3 -c '
import random, socket
held = []
for port in random.sample(range(20000, 32000), 200):
    taken = socket.socket()
    try:
        taken.bind(("127.0.0.1", port))
    except OSError:
        continue
    held.append(taken)
    if len(held) == 3:
        break
print(*(taken.getsockname()[1] for taken in held))'
}

# A node that is silent for as long as the timeout is down, and what ran there
# is queued again, to begin once the credentials of its first try are past.
write_config()
{
	host=$(uname -n | cut -d. -f1)
	set -- $(free_ports)
	[ $# = 3 ] || return 1
	cat >"$config" <<END
ClusterName=termwise
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$1
SlurmUser=$me
SlurmdUser=$me
AuthType=auth/munge
AuthInfo=socket=$cluster/munge.socket,cred_expire=5
CredType=cred/munge
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/%n
SlurmctldPidFile=$cluster/controller.pid
SlurmdPidFile=$cluster/%n.pid
SlurmctldLogFile=$cluster/controller.log
SlurmdLogFile=$cluster/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
MailProg=/bin/true
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=1
MessageTimeout=5
SlurmdTimeout=6
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=n1 NodeAddr=127.0.0.1 NodeHostname=$host Port=$2 CPUs=1
NodeName=n2 NodeAddr=127.0.0.1 NodeHostname=$host Port=$3 CPUs=1
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
END
}

# Whether both nodes wait for work.
idle()
{
	[ "$(slurm sinfo -h -N -o %T 2>/dev/null | sort | uniq -c |
		tr -s ' ')" = " 2 idle" ]
}

start_cluster()
{
	mkdir "$cluster/state" "$cluster/n1" "$cluster/n2" &&
	(umask 077 && head -c 128 /dev/urandom >"$cluster/munge.key") &&
	write_config || return 1
	# Munge minds who else may write above its files; here nobody else
	# trusts them.
	slurm munged --force --num-threads=4 --key-file="$cluster/munge.key" \
		--socket="$cluster/munge.socket" \
		--pid-file="$cluster/munge.pid" \
		--seed-file="$cluster/munge.seed" \
		--log-file="$cluster/munge.log" 2>"$cluster/munge.said" ||
		return 1
	slurm slurmctld -c -i && slurm slurmd -N n1 && slurm slurmd -N n2
}

# The processes of this cluster, or only those of one node, wherever they hang
# by now: daemons have a log open, tasks know what they are by variables.
processes()
{
	{
		find /proc/[0-9]*/fd -lname "$cluster/${1-*}.log" || :
		grep -lzxF "SLURM_CONF=$config" /proc/[0-9]*/environ |
			xargs -r grep -lzx "${1+SLURMD_NODENAME=}${1-.*}"
	} 2>/dev/null | cut -d/ -f3 | sort -u
}

# kill_all SIGNAL [NODE]
kill_all()
{
	signal=$1
	shift
	for process in $(processes "$@"); do
		kill "-$signal" "$process" 2>/dev/null || :
	done
}

gone()
{
	[ -z "$(processes "$@")" ]
}

# stop_by SIGNAL: and gives them some seconds to go.
stop_by()
{
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		! gone || return 0
		kill_all "$1"
		sleep 0.2
	done
	gone
}

# Gently, so that files are closed; what is left after that, hard.
stop_cluster()
{
	stop_by TERM || stop_by KILL
}
