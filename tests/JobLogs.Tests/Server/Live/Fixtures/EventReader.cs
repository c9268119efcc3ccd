namespace JobLogs.Tests.Server.Live.Fixtures;

/// <summary>Reads Server-Sent Events.</summary>
internal sealed class EventReader(Stream stream) : IDisposable
{
    private readonly StreamReader _lines = new(stream);

    /// <summary>The next block, or null at the end of the stream.</summary>
    public async Task<ReceivedEvent?> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var next = new ReceivedEvent(null, null, null, null, false);
        var began = false;
        while (await _lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0)
            {
                return next;
            }

            began = true;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = colon + 2 <= line.Length ? line[(colon + 2)..] : "";
            next = line[..colon] switch
            {
                "event" => next with { Name = value },
                "id" => next with { Id = value },
                "data" => next with { Data = next.Data is null ? value : throw new InvalidOperationException("Two lines of data.") },
                "retry" => next with { Retry = value },
                "" => next with { IsComment = true },
                _ => throw new InvalidOperationException($"What is '{line}'?"),
            };
        }

        return began ? throw new InvalidOperationException("The stream ended within an event.") : null;
    }

    /// <summary>Everything up to the end of the stream.</summary>
    public async Task<List<ReceivedEvent>> AllAsync()
    {
        var all = new List<ReceivedEvent>();
        while (await NextAsync() is { } next)
        {
            all.Add(next);
        }

        return all;
    }

    public void Dispose() => _lines.Dispose();
}
