using System.Collections.Frozen;
using JobLogs.Server.Http;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Access.Keys;

/// <summary>
/// All keys, in memory, as the store had them a moment ago, and whether the server asks for one: from the first key on, however
/// that one ends, until all keys are removed by the server's own command. A server that others can reach asks even
/// then, unless it was started with <c>--insecure</c>. Until the keys are read it lets nobody in.
/// </summary>
internal sealed class KeyRing(IAccessStore store, TimeProvider time, IOptions<KeyOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private volatile FrozenDictionary<string, KnownKey>? _keys;
    private volatile Caller? _anyone;
    private CancellationTokenSource? _anyoneEnds;

    /// <summary>Whether the server asks for keys.</summary>
    public bool IsOn => _anyone is null;

    /// <summary>Whoever calls a server that asks nobody; null where it asks.</summary>
    public Caller? Anyone => _anyone;

    /// <summary>The key with this id, good or not.</summary>
    public KnownKey? Find(string id) => _keys?.GetValueOrDefault(id);

    /// <summary>Takes in how the keys are now.</summary>
    /// <exception cref="StoreUnavailableException">The store can't say; what was known stays.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            Take(await store.KeysAsync(cancellationToken));
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>The uses that were not written yet.</summary>
    public IReadOnlyList<KeyUse> TakeUses()
    {
        var uses = new List<KeyUse>();
        foreach (var known in _keys?.Values ?? [])
        {
            if (known.TakeUse() is { } at)
            {
                uses.Add(new KeyUse(known.Key.Id, at));
            }
        }

        return uses;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _refreshing.Dispose();
        _anyoneEnds?.Dispose();
        foreach (var known in _keys?.Values ?? [])
        {
            known.Dispose();
        }
    }

    private void Take(IReadOnlyList<ApiKey> keys)
    {
        var now = time.NowMicros();
        var before = _keys ?? FrozenDictionary<string, KnownKey>.Empty;
        var present = keys.ToFrozenDictionary(
            key => key.Id, key => before.GetValueOrDefault(key.Id) ?? new KnownKey(key), StringComparer.Ordinal);
        foreach (var key in keys)
        {
            present[key.Id].Refresh(key, now);
        }

        foreach (var (id, gone) in before)
        {
            if (!present.ContainsKey(id))
            {
                gone.End();
            }
        }

        _keys = present;
        Switch(keys.Count > 0 || options.Value.Required);
    }

    private void Switch(bool on)
    {
        if (!on && _anyone is null)
        {
            _anyoneEnds = new CancellationTokenSource();
            _anyone = new Caller { Role = Role.Admin, Ended = _anyoneEnds.Token };
        }
        else if (on && _anyone is not null)
        {
            // In this order: whoever sees the end of a stream must find the server asking.
            _anyone = null;
            _anyoneEnds!.Cancel();
        }
    }
}
