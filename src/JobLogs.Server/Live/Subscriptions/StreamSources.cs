using JobLogs.Server.Http;
using JobLogs.Server.Live.Frames;
using JobLogs.Server.Live.Tails;
using JobLogs.Storage;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Live.Subscriptions;

/// <summary>What every stream draws from.</summary>
internal sealed record StreamSources(
    Tail Tail,
    ILogStore Logs,
    IJobStore Jobs,
    IRunStore Runs,
    FilterReader Filters,
    CursorCodec Cursors,
    FrameWriter Frames,
    TimeProvider Time,
    LiveMetrics Metrics,
    IOptions<LiveOptions> Options);
