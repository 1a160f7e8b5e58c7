/* The buffers of one data stream: which are empty, which are full, who waits. */
#pragma once

#include "gentl.h"
#include "shot.h"

#include <pthread.h>
#include <stdatomic.h>

enum place { PLACE_NOWHERE, PLACE_EMPTY, PLACE_FILLING, PLACE_FULL };

struct buffer {
    enum place place;
    struct buffer *next_in_line; /* of the empty or the full ones */
    struct buffer *next;         /* of all that are announced */
    uint8_t *base;
    size_t size;
    void *user;
    bool ours; /* allocated here */
    bool has_data, incomplete;
    struct shot shot;
    size_t filled;
};

struct line {
    struct buffer *first, *last;
    size_t length;
};

struct stream {
    struct handle handle, event;
    bool open, event_registered;
    pthread_mutex_t mutex; /* over all that follows but the two atomics */
    pthread_cond_t arrived;
    struct buffer *announced;
    struct line empty, full;
    size_t announced_count;
    unsigned kills; /* waits that are to be given up */
    uint64_t delivered, underrun, started;
    _Atomic bool running;
    pthread_t thread;
    bool thread_started;
};

void stream_prepare(struct stream *stream, struct device *device);
void stream_close(struct stream *stream);

gc_error stream_announce(struct stream *stream, struct buffer wanted, void **handle);
gc_error stream_revoke(struct stream *stream, void *handle, void **base, void **user);
gc_error stream_queue(struct stream *stream, void *handle);
gc_error stream_flush(struct stream *stream, int32_t operation);
struct buffer *stream_find(struct stream *stream, const void *handle);
struct buffer *stream_buffer_at(struct stream *stream, uint32_t index);

/* The acquisition's side: an empty buffer or NULL, and back with it. */
struct buffer *stream_take_empty(struct stream *stream);
void stream_deliver(struct stream *stream, struct buffer *buffer);

/* The client's side. */
gc_error stream_wait(struct stream *stream, uint64_t timeout_ms, struct new_buffer *found);
void stream_kill_wait(struct stream *stream);
void stream_forget_kills(struct stream *stream);
void stream_discard_full(struct stream *stream);
