# A corpus that outgrows one machine, summarised folder by folder on others: by
# Slurm, on a cluster of two nodes that is made for it here, and by GNU
# parallel. Not among the checks: it takes minutes, and packages of its own.

.PHONY: scale-check

scale-check:
	$(Q)sh tools/deps.sh build scale
	$(Q)$(MAKE) --no-print-directory $(jobs) all $(bench)/corpus
	$(Q)sh tests/scale/scale.sh $(BUILD)/bin $(bench)/corpus 36000
