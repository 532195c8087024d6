/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/gh-job.h"

#define NOTIFY_INTERVAL_US (G_USEC_PER_SEC / 10)

struct _GhJob {
  GObject       parent_instance;

  GMainContext *context;
  GCancellable *cancellable;

  GMutex        lock; /* for all below */
  guint64       done;
  guint64       total;
  gint64        notified_at;
  gboolean      notify_pending;
};

enum {
  PROP_0,
  PROP_FRACTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GhJob, gh_job, G_TYPE_OBJECT)

static void
gh_job_finalize (GObject *object)
{
  GhJob *self = GH_JOB (object);

  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (gh_job_parent_class)->finalize (object);
}

static void
gh_job_get_property (GObject    *object,
                     guint       prop_id,
                     GValue     *value,
                     GParamSpec *pspec)
{
  guint64 done, total;

  switch (prop_id)
    {
    case PROP_FRACTION:
      gh_job_get_progress (GH_JOB (object), &done, &total);
      g_value_set_double (value, total > 0 ? MIN (1.0, (double) done / total) : 0.0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gh_job_class_init (GhJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gh_job_finalize;
  object_class->get_property = gh_job_get_property;

  /* From 0 to 1; stays 0 while the total is unknown. */
  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gh_job_init (GhJob *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
}

GhJob *
gh_job_new (void)
{
  return g_object_new (GH_TYPE_JOB, NULL);
}

GCancellable *
gh_job_get_cancellable (GhJob *self)
{
  g_return_val_if_fail (GH_IS_JOB (self), NULL);

  return self->cancellable;
}

static gboolean
notify_cb (gpointer data)
{
  GhJob *self = data;

  g_mutex_lock (&self->lock);
  self->notify_pending = FALSE;
  self->notified_at = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);

  return G_SOURCE_REMOVE;
}

void
gh_job_set_progress (GhJob   *self,
                     guint64  done,
                     guint64  total)
{
  gboolean notify;

  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->done = done;
  self->total = total;
  notify = !self->notify_pending && g_get_monotonic_time () - self->notified_at >= NOTIFY_INTERVAL_US;
  self->notify_pending |= notify;
  g_mutex_unlock (&self->lock);

  if (notify)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_callback (source, notify_cb, g_object_ref (self), g_object_unref);
      g_source_attach (source, self->context);
    }
}

void
gh_job_get_progress (GhJob   *self,
                     guint64 *done,
                     guint64 *total)
{
  g_return_if_fail (GH_IS_JOB (self));

  g_mutex_lock (&self->lock);
  *done = self->done;
  *total = self->total;
  g_mutex_unlock (&self->lock);
}
