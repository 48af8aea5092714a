#include "cli/version.h"
#include "conf/yaml.h"
#include "store/store.h"
#include "store/kv.h"

void
version_print(struct buf *out)
{
	buf_fmt(out, "pipe %s\n%s\nlibyaml %s\nstore format %d\n",
		PIPE_VERSION, kv_lmdb_version(), yaml_version(),
		STORE_FORMAT);
}
