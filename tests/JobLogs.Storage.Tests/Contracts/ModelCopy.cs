using JobLogs.Storage.Copies;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Contracts;

/// <summary>A copy in memory, in the plainest words: what is there already stays, what was removed goes.</summary>
internal sealed class ModelCopy
{
    private readonly Dictionary<(JobId Job, long Seq), WrittenEntry> _entries = [];
    private readonly Dictionary<long, RunEvent> _events = [];

    public IEnumerable<WrittenEntry> Entries =>
        _entries.Values.OrderBy(entry => entry.Place, Comparer<Place>.Create((left, right) => left.CompareInAll(right)));

    public IEnumerable<RunEvent> Events => _events.Values.OrderBy(happened => happened.Event);

    public void Apply(CommitPage page)
    {
        for (var i = 0; i < page.Entries.Count; i++)
        {
            _entries.TryAdd((page.Entries[i].Job, page.Entries[i].Seq), WrittenEntry.From(page.Entries[i], page.Entries[i].Run));
        }

        foreach (var happened in page.Events)
        {
            switch (happened)
            {
                case JobRemoved gone:
                    Remove(entry => entry.Job == gone.Job, happened => happened.Job == gone.Job);
                    break;
                case EntriesRemoved removed:
                    Remove(
                        entry => entry.Job == removed.Job && entry.Seq >= removed.FirstSeq && entry.Seq <= removed.LastSeq
                            && entry.TimestampMicros < removed.BeforeMicros && !removed.Spared.Contains(entry.Run),
                        happened => happened.Job == removed.Job && happened.Event <= removed.LastEvent
                            && happened.TimestampMicros < removed.BeforeMicros && !removed.Spared.Contains(happened.Run!.Value));
                    break;
                default:
                    _events.TryAdd(happened.Event, happened);
                    break;
            }
        }
    }

    private void Remove(Func<WrittenEntry, bool> entries, Func<RunEvent, bool> events)
    {
        foreach (var entry in _entries.Values.Where(entries).ToList())
        {
            _entries.Remove((entry.Job, entry.Seq));
        }

        foreach (var happened in _events.Values.Where(events).ToList())
        {
            _events.Remove(happened.Event);
        }
    }
}
