using System.Text;
using JobLogs.Server.Live;
using JobLogs.Storage.Commands;

namespace JobLogs.Tests.Server.Ingest;

/// <summary>A tail that keeps what was committed, in seq order.</summary>
internal sealed class CommittedEntries : ITail
{
    private readonly Lock _gate = new();
    private readonly List<string> _messages = [];
    private long _lastSeq;

    /// <summary>The messages, in the order of their seq.</summary>
    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    public void Publish(Commit commit, IReadOnlyList<StoreCommand> commands)
    {
        lock (_gate)
        {
            foreach (var append in commands.OfType<AppendEntries>())
            {
                for (var i = 0; i < append.Batch.Count; i++)
                {
                    if (append.Batch[i].Seq > 0)
                    {
                        append.Batch[i].Seq.ShouldBeGreaterThan(_lastSeq);
                        _lastSeq = append.Batch[i].Seq;
                        _messages.Add(Encoding.UTF8.GetString(append.Batch[i].Message));
                    }
                }
            }
        }
    }
}
