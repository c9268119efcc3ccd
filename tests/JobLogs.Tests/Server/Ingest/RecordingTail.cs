using JobLogs.Server.Live;
using JobLogs.Storage.Commands;

namespace JobLogs.Tests.Server.Ingest;

internal sealed class RecordingTail : ITail
{
    public List<long> Published { get; } = [];

    public Action? OnPublish { get; set; }

    public void Publish(Commit commit, IReadOnlyList<StoreCommand> commands)
    {
        Published.Add(commit.Number);
        OnPublish?.Invoke();
    }
}
