using JobLogs.Storage.Model;

namespace JobLogs.Storage.Commands;

/// <summary>Keeps a new key. <see cref="Refusal.NameTaken"/>, or <see cref="Refusal.TooMany"/> from <see cref="MostKeys"/> on.</summary>
public sealed class CreateKey(ApiKey key) : StoreCommand
{
    /// <summary>Keys that can be good at one time.</summary>
    public const int MostKeys = 1000;

    /// <summary>The key.</summary>
    public ApiKey Key { get; } = key;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }
}
