/* Chunk data behind the image, as USB3 Vision lays it out. */
#pragma once

#include "shot.h"

/* Returns the bytes that image and chunks take; at most PayloadSize. */
size_t chunks_append(uint8_t *image, const struct shot *shot);
