/* The cameras that this process can see, and those that it has open. */
#pragma once

#include "stream.h"

#define SERIAL_BYTES 64
#define MOST_DEVICES 64

/* One camera as seen by this process. It keeps its place for as long as the process
 * lives, so that a late call with an old handle finds something. */
struct device {
    struct handle local, remote;
    struct stream stream;
    struct camera *camera; /* NULL: this place is free */
    int file;
    char path[CAMERA_PATH_BYTES], serial[SERIAL_BYTES], id[SERIAL_BYTES + 8];
    bool open;
    uint32_t plugged; /* the plugging for which it was opened */
};

/* Looks who is there; returns whether that has changed. */
bool bus_scan(void);
uint32_t bus_count(void);
struct device *bus_device_at(uint32_t index);
struct device *bus_device(const char *id);
/* Puts cameras on the bus that CAMSIM_SERIALS names and that are not there yet. */
void bus_populate(void);
/* Detaches from every camera: the library closes. */
void bus_leave(void);

gc_error device_open(struct device *device);
void device_close(struct device *device);
bool device_is_present(struct device *device);
/* Whether an opened device has been unplugged since: its handle never works again. */
bool device_is_lost(struct device *device);
