using JobLogs.Server.Handlers;
using JobLogs.Server.Http;
using JobLogs.Server.Runs;

namespace Samples.Extensions;

/// <summary>
/// Runs jobs of the type <c>disk_space</c>: logs how much room there is where folders lie, and fails when it is too little somewhere.
/// <code>"type": "disk_space", "parameters": {"paths": ["/", "/srv/backup"], "min_free_percent": 10}</code>
/// </summary>
internal sealed partial class DiskSpaceHandler : IJobHandler
{
    private const int DefaultPercent = 10;

    public string Type => "disk_space";

    // The same reading when a job is made, when it is triggered and when it runs.
    public void Check(JsonFields parameters)
    {
        Read(parameters);
        parameters.RefuseUnknown();
    }

    public Task ExecuteAsync(JobContext context)
    {
        var order = HandlerParameters.Of(context, Read);
        using var step = context.BeginStep("look");
        var full = new List<string>();
        foreach (var path in order.Paths)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (!Directory.Exists(path))
            {
                step.Fail();
                throw new JobFailedException("no_such_folder", $"There is no folder '{path}' on this machine.");
            }

            var disk = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(Path.GetFullPath(path))! : path);
            var percent = Math.Round(100.0 * disk.AvailableFreeSpace / disk.TotalSize, 1);
            context.Metric("disk_free_percent", percent);
            if (percent >= order.MinFreePercent)
            {
                Log.Enough(context.Logger, path, percent, disk.AvailableFreeSpace, disk.TotalSize);
            }
            else
            {
                Log.TooLittle(context.Logger, path, percent, disk.AvailableFreeSpace, disk.TotalSize, "disk_full");
                full.Add(path);
            }
        }

        if (full.Count == 0)
        {
            return Task.CompletedTask;
        }

        step.Fail();
        throw new JobFailedException("disk_full", $"Less than {order.MinFreePercent} % is free at {string.Join(", ", full)}.");
    }

    private static Order? Read(JsonFields fields)
    {
        var paths = fields.Texts("paths");
        if (paths is { Count: 0 })
        {
            fields.Wrong("paths", "is required, for example: \"paths\": [\"/\"].");
        }

        var percent = fields.Integer("min_free_percent", 0, 100) ?? DefaultPercent;
        return paths is null ? null : new Order(paths, percent);
    }

    private sealed record Order(IReadOnlyList<string> Paths, long MinFreePercent);

    // What a method is given beside its message becomes the entry's details; error_code is the entry's own.
    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{path}: {free_percent} % free")]
        public static partial void Enough(ILogger logger, string path, double free_percent, long free_bytes, long total_bytes);

        [LoggerMessage(LogLevel.Error, "{path}: only {free_percent} % free")]
        public static partial void TooLittle(ILogger logger, string path, double free_percent, long free_bytes, long total_bytes, string error_code);
    }
}
