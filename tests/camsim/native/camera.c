/* What the camera does with what is written to it. */
#include "camera.h"

#include "limits.h"
#include "registers.h"
#include "user_sets.h"

/* A power cycle: settings from the power-up user set, everything else anew. */
void camera_power_up(struct camera *camera)
{
    uint32_t model = get_u32(camera, R_Model);
    memcpy(camera->memory + STATE_BEGIN, first_memory[model] + STATE_BEGIN,
           KEPT_BEGIN - STATE_BEGIN);
    set_u64(camera, R_PoweredUpAt, now_ns());
    user_set_load(camera, get_u32(camera, R_UserSetDefault));
    camera_forget_client(camera);
}

/* Who opens a camera finds it at rest, whatever its last client left running. */
void camera_forget_client(struct camera *camera)
{
    set_u32(camera, R_TLParamsLocked, 0);
    set_u32(camera, R_Acquiring, 0);
    set_u32(camera, R_PulsesWaiting, 0);
    limits_settle(camera);
}

/* An opened handle is good for one plugging: it does not come back with the camera. */
void camera_plug(struct camera *camera, bool in)
{
    camera_lock(camera);
    if (in && !get_u32(camera, R_Present)) {
        set_u32(camera, R_Plugged, get_u32(camera, R_Plugged) + 1);
        camera_forget_client(camera);
    }
    set_u32(camera, R_Present, in);
    camera_unlock(camera);
    bell_ring(camera);
}

uint64_t camera_time_ns(const struct camera *camera, uint64_t at_ns)
{
    uint32_t step = get_u32(camera, R_TimestampStep);
    uint64_t elapsed = at_ns - get_u64(camera, R_PoweredUpAt);
    return step > 1 ? elapsed / step * step : elapsed;
}

static void start(struct camera *camera)
{
    enum { CONTINUOUS, SINGLE_FRAME };
    uint32_t mode = get_u32(camera, R_AcquisitionMode);
    uint32_t frames = mode == CONTINUOUS     ? UINT32_MAX
                      : mode == SINGLE_FRAME ? 1
                                             : get_u32(camera, R_AcquisitionFrameCount);
    set_u32(camera, R_FramesToTake, frames);
    set_u32(camera, R_PulsesWaiting, 0);
    set_u64(camera, R_FrameId, 0);
    set_u32(camera, R_Acquiring, 1);
}

/* A pulse makes a frame if the camera waits for one from there: source 0 is software,
 * 1 to 4 are the lines. */
static void take_pulse(struct camera *camera, unsigned source)
{
    bool waits = get_u32(camera, R_Acquiring) && get_u32(camera, R_TriggerMode);
    if (waits && get_u32(camera, R_TriggerSource) == source)
        set_u32(camera, R_PulsesWaiting, get_u32(camera, R_PulsesWaiting) + 1);
    else
        count_up(camera, R_PulsesMissed);
}

/* DeviceReset takes the camera off the bus for a moment: every handle is lost. */
static void reset(struct camera *camera)
{
    set_u32(camera, R_Plugged, get_u32(camera, R_Plugged) + 1);
    camera_power_up(camera);
}

static gc_error obey(struct camera *camera, uint64_t address, const void *data, size_t size)
{
    switch (address) {
    case R_AcquisitionStart:
        start(camera);
        return GC_OK;
    case R_AcquisitionStop:
        set_u32(camera, R_Acquiring, 0);
        return GC_OK;
    case R_TriggerSoftware:
        take_pulse(camera, 0);
        return GC_OK;
    case R_TimestampLatch:
        set_u64(camera, R_Timestamp, camera_time_ns(camera, now_ns()));
        return GC_OK;
    case R_UserSetLoad:
        if (get_u32(camera, R_TLParamsLocked))
            return GC_ACCESS_DENIED;
        user_set_load(camera, get_u32(camera, R_UserSetSelector));
        break;
    case R_UserSetSave:
        return user_set_save(camera, get_u32(camera, R_UserSetSelector));
    case R_DeviceReset:
        reset(camera);
        break;
    default:
        memcpy(camera->memory + address, data, size);
    }
    limits_settle(camera);
    return GC_OK;
}

gc_error camera_write(struct camera *camera, uint64_t address, const void *data,
                      size_t size)
{
    if (address >= MEMORY_END || size > MEMORY_END - address)
        return GC_INVALID_ADDRESS;
    camera_lock(camera);
    gc_error error = obey(camera, address, data, size);
    camera_unlock(camera);
    bell_ring(camera);
    return error;
}

gc_error camera_read(struct camera *camera, uint64_t address, void *data, size_t size)
{
    if (address >= MEMORY_END || size > MEMORY_END - address)
        return GC_INVALID_ADDRESS;
    camera_lock(camera);
    if (address == R_pgrDeviceUptime) {
        uint64_t up_ns = now_ns() - get_u64(camera, R_PoweredUpAt);
        set_u32(camera, R_pgrDeviceUptime, (uint32_t)(up_ns / 1000000000u));
    }
    memcpy(data, camera->memory + address, size);
    camera_unlock(camera);
    return GC_OK;
}

void camera_pulse(struct camera *camera, unsigned source)
{
    camera_lock(camera);
    take_pulse(camera, source);
    camera_unlock(camera);
    bell_ring(camera);
}
