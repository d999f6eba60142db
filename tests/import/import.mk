# Documents as officers type them, imported; and what is none.

.PHONY: import

checks    += import
sanitized += import

import: $(programs)
	$(Q)sh tests/import/table.sh
	$(Q)/usr/bin/python3 tests/import/check.py $(BUILD)/bin
