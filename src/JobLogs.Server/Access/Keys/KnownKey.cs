using JobLogs.Server.Http;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Access.Keys;

/// <summary>A key as the server knows it: what is checked at each call stands ready.</summary>
internal sealed class KnownKey : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly byte[] _hash;
    private long _lastUse;
    private long _notedUse;

    public KnownKey(ApiKey key)
    {
        Key = key;
        _hash = Convert.FromHexString(key.Hash);
        _lastUse = _notedUse = key.LastUsedAt ?? 0;
        Caller = new Caller { Role = key.Role, KeyId = key.Id, KeyName = key.Name, ExpiresAt = key.ExpiresAt, Ended = _ended.Token };
    }

    /// <summary>The key as it was read last.</summary>
    public ApiKey Key { get; private set; }

    /// <summary>Whoever shows it.</summary>
    public Caller Caller { get; }

    /// <summary>Whether this is the key's text.</summary>
    public bool IsText(string text) => SecretText.IsText(text, _hash);

    /// <summary>Notes that it is being used.</summary>
    public void Use(long now) => Volatile.Write(ref _lastUse, now);

    /// <summary>Its last use, when that is not written yet.</summary>
    public long? TakeUse()
    {
        var use = Volatile.Read(ref _lastUse);
        if (use <= _notedUse)
        {
            return null;
        }

        _notedUse = use;
        return use;
    }

    /// <summary>Takes in how it is now; a key never becomes good again.</summary>
    public void Refresh(ApiKey key, long now)
    {
        Key = key;
        if (!key.IsGood(now))
        {
            End();
        }
    }

    /// <summary>Ends whatever it has opened.</summary>
    public void End() => _ended.Cancel();

    /// <inheritdoc />
    public void Dispose() => _ended.Dispose();
}
