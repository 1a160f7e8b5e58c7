/* The producer's two handles that no camera has, and what they are open for. */
#pragma once

#include "gentl.h"

extern struct handle system_handle, interface_handle;

gc_error require_kind(const struct handle *handle, enum kind kind);
