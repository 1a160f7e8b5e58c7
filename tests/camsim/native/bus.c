/* The cameras that this process can see, and those that it has open. */
#include "bus.h"

#include "acquisition.h"
#include "answer.h"
#include "camera.h"
#include "registers.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static struct device devices[MOST_DEVICES];
static struct device *listed[MOST_DEVICES];
static uint32_t listed_count;
static pthread_mutex_t bus = PTHREAD_MUTEX_INITIALIZER;

/* A name of its own for each serial: the unfinished ("~") are not cameras yet. */
static const char *serial_in(const char *file_name, const char *prefix)
{
    size_t length = strlen(prefix);
    bool ours = !strncmp(file_name, prefix, length) && file_name[length];
    return ours && !strchr(file_name, '~') ? file_name + length : NULL;
}

static bool is_still_there(const struct device *device)
{
    struct stat here, there;
    return !stat(device->path, &there) && !fstat(device->file, &here) &&
           here.st_ino == there.st_ino;
}

static void let_go(struct device *device)
{
    camera_detach(device->camera, device->file);
    device->camera = NULL;
}

/* A camera taken off the bus is forgotten once it is closed. */
static void forget_removed(void)
{
    for (struct device *device = devices; device < devices + MOST_DEVICES; device++)
        if (device->camera && !device->open && !is_still_there(device))
            let_go(device);
}

static struct device *place_for(const char *path)
{
    struct device *free_place = NULL;
    for (struct device *device = devices; device < devices + MOST_DEVICES; device++) {
        if (device->camera && !strcmp(device->path, path))
            return device;
        if (!device->camera && !free_place)
            free_place = device;
    }
    return free_place;
}

static void attach(struct device *device, const char *path, const char *serial)
{
    device->camera = camera_attach(path, &device->file);
    device->local = (struct handle){KIND_DEVICE, device};
    device->remote = (struct handle){KIND_REMOTE, device};
    stream_prepare(&device->stream, device);
    snprintf(device->path, sizeof device->path, "%s", path);
    snprintf(device->serial, sizeof device->serial, "%.*s", SERIAL_BYTES - 1, serial);
    snprintf(device->id, sizeof device->id, "CAMSIM_%s", device->serial);
}

static int by_serial(const void *one, const void *other)
{
    return strcmp((*(struct device *const *)one)->serial,
                  (*(struct device *const *)other)->serial);
}

static uint32_t find_all(struct device *found[MOST_DEVICES])
{
    char prefix[CAMERA_PATH_BYTES], path[CAMERA_PATH_BYTES];
    uint32_t count = 0;
    DIR *folder = opendir(CAMERA_FOLDER);
    if (!folder)
        return 0;
    snprintf(prefix, sizeof prefix, "camsim.%s.", bus_name());
    for (struct dirent *entry; (entry = readdir(folder)) && count < MOST_DEVICES;) {
        const char *serial = serial_in(entry->d_name, prefix);
        if (!serial)
            continue;
        camera_path(path, bus_name(), serial);
        struct device *device = place_for(path);
        if (device && !device->camera)
            attach(device, path, serial);
        if (device && device->camera && device_is_present(device))
            found[count++] = device;
    }
    closedir(folder);
    qsort(found, count, sizeof *found, by_serial);
    return count;
}

bool bus_scan(void)
{
    struct device *found[MOST_DEVICES];
    pthread_mutex_lock(&bus);
    forget_removed();
    uint32_t count = find_all(found);
    bool changed =
        count != listed_count || memcmp(found, listed, count * sizeof *found) != 0;
    memcpy(listed, found, count * sizeof *found);
    listed_count = count;
    pthread_mutex_unlock(&bus);
    return changed;
}

uint32_t bus_count(void)
{
    pthread_mutex_lock(&bus);
    uint32_t count = listed_count;
    pthread_mutex_unlock(&bus);
    return count;
}

struct device *bus_device_at(uint32_t index)
{
    pthread_mutex_lock(&bus);
    struct device *device = index < listed_count ? listed[index] : NULL;
    pthread_mutex_unlock(&bus);
    return device;
}

struct device *bus_device(const char *id)
{
    struct device *found = NULL;
    pthread_mutex_lock(&bus);
    for (uint32_t i = 0; i < listed_count; i++)
        if (!strcmp(listed[i]->id, id) || !strcmp(listed[i]->serial, id))
            found = listed[i];
    pthread_mutex_unlock(&bus);
    return found;
}

static unsigned from_environment(const char *name, const char *const words[], unsigned count)
{
    const char *word = getenv(name);
    for (unsigned i = 0; word && i < count; i++)
        if (!strcasecmp(word, words[i]))
            return i;
    return 0;
}

void bus_populate(void)
{
    const char *named = getenv("CAMSIM_SERIALS");
    unsigned model = from_environment("CAMSIM_MODEL", model_words, MODELS);
    unsigned binning = from_environment("CAMSIM_BINNING", binning_words, BINNINGS);
    char serials[2048], *rest = NULL;
    snprintf(serials, sizeof serials, "%s", named ? named : "");
    for (char *serial = strtok_r(serials, ", ", &rest); serial;
         serial = strtok_r(NULL, ", ", &rest))
        camera_make(bus_name(), serial, model, binning);
}

void bus_leave(void)
{
    pthread_mutex_lock(&bus);
    for (struct device *device = devices; device < devices + MOST_DEVICES; device++) {
        if (device->camera && device->open)
            device_close(device);
        if (device->camera)
            let_go(device);
    }
    listed_count = 0;
    pthread_mutex_unlock(&bus);
}

gc_error device_open(struct device *device)
{
    gc_error error = GC_OK;
    pthread_mutex_lock(&bus);
    if (!device->camera || !device_is_present(device))
        error = failed(GC_INVALID_ID, "the camera is not there");
    else if (device->open || !camera_claim(device->file))
        error = failed(GC_RESOURCE_IN_USE, "the camera is open already");
    else {
        device->open = true;
        camera_lock(device->camera);
        device->plugged = get_u32(device->camera, R_Plugged);
        set_u32(device->camera, R_OwnerProcess, (uint32_t)getpid());
        camera_forget_client(device->camera);
        camera_unlock(device->camera);
    }
    pthread_mutex_unlock(&bus);
    return error;
}

void device_close(struct device *device)
{
    if (!device->open)
        return;
    acquisition_stop(device);
    stream_close(&device->stream);
    if (!device_is_lost(device)) {
        camera_lock(device->camera);
        camera_forget_client(device->camera);
        camera_unlock(device->camera);
    }
    camera_release(device->file);
    device->open = false;
}

bool device_is_present(struct device *device)
{
    camera_lock(device->camera);
    bool present = get_u32(device->camera, R_Present);
    camera_unlock(device->camera);
    return present;
}

bool device_is_lost(struct device *device)
{
    camera_lock(device->camera);
    bool lost = !get_u32(device->camera, R_Present) ||
                get_u32(device->camera, R_Plugged) != device->plugged;
    camera_unlock(device->camera);
    return lost;
}
