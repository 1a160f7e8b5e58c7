/* Taking frames: one thread for each stream that runs. */
#include "acquisition.h"

#include "answer.h"
#include "auto_exposure.h"
#include "camera.h"
#include "chunks.h"
#include "limits.h"
#include "pixels.h"
#include "registers.h"

#define NEVER UINT64_MAX
/* A thread that was held up for longer than this does not catch up: 30 frames at 150 Hz,
 * which clients have buffers for. On a busy computer less shows as jitter. */
#define TOO_LATE_NS 200000000u

struct taking {
    struct device *device;
    uint64_t last_ns; /* when the last frame was due, or taking frames could begin */
    bool paused;
    struct levels levels;
};

static bool rests(struct device *device)
{
    const struct camera *camera = device->camera;
    bool lost = !get_u32(camera, R_Present) || get_u32(camera, R_Plugged) != device->plugged;
    return lost || get_u32(camera, R_Stalled) || !get_u32(camera, R_Acquiring) ||
           !get_u32(camera, R_FramesToTake);
}

static uint64_t period_ns(const struct camera *camera)
{
    double exposure_us = get_double(camera, R_ExposureTime) + READOUT_GAP_US;
    double rate_hz = get_double(camera, R_AcquisitionFrameRate);
    double period_us = 1e6 / rate_hz;
    return (uint64_t)(1e3 * (period_us > exposure_us ? period_us : exposure_us));
}

/* When the next frame is due; the caller holds the lock. */
static uint64_t next_due_ns(struct taking *taking)
{
    struct camera *camera = taking->device->camera;
    uint64_t now = now_ns();
    bool triggered = get_u32(camera, R_TriggerMode);
    if (rests(taking->device) || triggered) {
        taking->paused = true;
        bool pulsed = triggered && get_u32(camera, R_PulsesWaiting);
        return pulsed && !rests(taking->device) ? now : NEVER;
    }
    if (taking->paused) {
        taking->paused = false;
        taking->last_ns = now;
    }
    uint64_t due = taking->last_ns + period_ns(camera);
    return due + TOO_LATE_NS < now ? now : due;
}

static bool every(uint32_t interval, uint64_t number)
{
    return interval && number % interval == interval - 1;
}

static void count_frame(struct camera *camera, struct shot *shot, uint64_t due_ns)
{
    shot->frame_id = count_up(camera, R_FrameId);
    shot->time_ns = camera_time_ns(camera, due_ns);
    count_up(camera, R_FramesExposed);
    if (get_u32(camera, R_TriggerMode))
        set_u32(camera, R_PulsesWaiting, get_u32(camera, R_PulsesWaiting) - 1);
    uint32_t left = get_u32(camera, R_FramesToTake);
    if (left != UINT32_MAX)
        set_u32(camera, R_FramesToTake, left - 1);
}

/* A transfer that broke off: half of the picture, then nothing. */
static void break_off(struct buffer *buffer)
{
    if (!buffer->filled)
        return;
    buffer->incomplete = true;
    buffer->filled = buffer->shot.image_bytes / 2;
    memset(buffer->base + buffer->filled, 0, buffer->shot.image_bytes - buffer->filled);
}

static void fill(struct buffer *buffer, const struct shot *shot, struct taking *taking,
                 const uint8_t *scene)
{
    buffer->shot = *shot;
    buffer->incomplete = false;
    if (buffer->size < shot->payload_bytes) {
        buffer->incomplete = true;
        buffer->filled = 0;
        return;
    }
    levels_set(&taking->levels, shot->tone);
    pixels_fill(buffer->base, scene, shot, &taking->levels);
    buffer->filled = shot->chunk_mode ? chunks_append(buffer->base, shot)
                                      : shot->image_bytes;
}

static void take(struct taking *taking, uint64_t due_ns)
{
    struct stream *stream = &taking->device->stream;
    struct camera *camera = taking->device->camera;
    camera_lock(camera);
    struct shot shot = shot_of(camera);
    count_frame(camera, &shot, due_ns);
    bool dropped = every(get_u32(camera, R_DropEvery), shot.frame_id);
    bool incomplete = every(get_u32(camera, R_IncompleteEvery), shot.frame_id);
    const uint8_t *scene = camera->scenes[atomic_load(&camera->scene_shown)];
    struct buffer *buffer = dropped ? NULL : stream_take_empty(stream);
    count_up(camera, dropped ? R_FramesDropped : buffer ? R_FramesDelivered : R_FramesUnderrun);
    if (buffer && incomplete)
        count_up(camera, R_FramesIncomplete);
    auto_exposure_step(camera, scene);
    camera_unlock(camera);
    taking->last_ns = due_ns;
    if (!buffer)
        return;
    fill(buffer, &shot, taking, scene);
    if (incomplete)
        break_off(buffer);
    stream_deliver(stream, buffer);
}

static void *take_frames(void *device)
{
    struct taking taking = {.device = device, .paused = true};
    struct camera *camera = taking.device->camera;
    while (atomic_load(&taking.device->stream.running)) {
        uint32_t heard = bell_rings(camera);
        camera_lock(camera);
        uint64_t due = next_due_ns(&taking);
        camera_unlock(camera);
        if (due > now_ns())
            bell_wait(camera, heard, due);
        else
            take(&taking, due);
    }
    return NULL;
}

gc_error acquisition_start(struct device *device)
{
    struct stream *stream = &device->stream;
    if (device_is_lost(device))
        return failed(GC_IO, "the camera is gone");
    if (stream->thread_started)
        return failed(GC_RESOURCE_IN_USE, "the stream runs already");
    stream_forget_kills(stream);
    atomic_store(&stream->running, true);
    if (pthread_create(&stream->thread, NULL, take_frames, device)) {
        atomic_store(&stream->running, false);
        return failed(GC_ERROR, "no thread to be had");
    }
    stream->thread_started = true;
    return GC_OK;
}

/* The bell ends the wait for the next frame at once, however slow the camera is. */
void acquisition_stop(struct device *device)
{
    struct stream *stream = &device->stream;
    if (!stream->thread_started)
        return;
    atomic_store(&stream->running, false);
    bell_ring(device->camera);
    pthread_join(stream->thread, NULL);
    stream->thread_started = false;
}
