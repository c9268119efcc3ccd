using JobLogs.Protocol;
using JobLogs.Server.Access.Keys;
using JobLogs.Server.Hosting.Databases;
using JobLogs.Server.Settings;
using JobLogs.Storage;
using JobLogs.Storage.Commands;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Hosting;

/// <summary>
/// <c>joblogs-server keys …</c>: makes, lists, revokes and removes keys in the database itself, for whoever may write that. It works
/// while no server runs; on PostgreSQL also while some do. The text of a new key is all that goes to standard output.
/// </summary>
internal sealed class KeysCommand(KeysArguments arguments, IStore store, TimeProvider time, TextWriter output, TextWriter words)
{
    /// <summary>The word that the command begins with.</summary>
    public const string Name = "keys";

    private const int Done = 0;
    private const int Refused = 1;

    /// <summary>Carries it out.</summary>
    /// <param name="args">The command line from <see cref="Name"/> on.</param>
    /// <param name="services">Where the databases' providers are registered.</param>
    /// <param name="output">Where the result goes.</param>
    /// <param name="words">Where it is explained.</param>
    /// <returns>The exit code: 0 done, 1 not done.</returns>
    /// <exception cref="SettingException">The command line, or a setting, is wrong.</exception>
    /// <exception cref="StoreUnavailableException">The database can't be opened or written.</exception>
    public static async Task<int> RunAsync(string[] args, IServiceCollection services, TimeProvider time, TextWriter output, TextWriter words)
    {
        var arguments = KeysArguments.Read(args);
        var configuration = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = CommandLine.Normalise(arguments.Settings) }).Configuration;
        try
        {
            await using var store = await Database.Of(services, configuration).OpenAsync(time, CancellationToken.None);
            return await new KeysCommand(arguments, store, time, output, words).RunAsync();
        }
        catch (StoreUnavailableException exception) when (exception.Code == "store_locked")
        {
            await words.WriteLineAsync($"""
                {exception.Message}
                A running server keeps its keys itself. Either ask it, with an admin key (without one while it has no keys):
                  curl -X POST http://127.0.0.1:8000/api/keys -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d '{KeysArguments.Example}'
                or stop it, run this command again, and start it.
                """);
            return Refused;
        }
    }

    private Task<int> RunAsync() => arguments.Verb switch
    {
        "create" => CreateAsync(),
        "list" => ListAsync(),
        "revoke" => RevokeAsync(),
        _ => ResetAsync(),
    };

    private async Task<int> CreateAsync()
    {
        var now = time.NowMicros();
        if (arguments.ExpiresAt <= now)
        {
            throw new SettingException("--expires-at", "is over already; leave it out for a key without an end.");
        }

        var (key, text) = KeyMaker.Make(arguments.Key!, arguments.Role, now, arguments.ExpiresAt, createdBy: null);
        var command = new CreateKey(key);
        await CommitAsync(command);
        if (command.Refusal != Refusal.None)
        {
            await words.WriteLineAsync(command.Refusal == Refusal.NameTaken
                ? $"There is a key with the name '{key.Name}' already. Give this one another name, or revoke the other."
                : $"There are {CreateKey.MostKeys} keys, which is the limit. Revoke those that nobody uses.");
            return Refused;
        }

        await RecordAsync("create_key", key.Id, KeyJson.Details(key));
        await words.WriteLineAsync($"Key {key.Id} '{key.Name}', role {key.Role.ToText()}. This is its text; it can't be shown again:");
        await output.WriteLineAsync(text);
        return Done;
    }

    private async Task<int> ListAsync()
    {
        var now = time.NowMicros();
        foreach (var key in await store.Access.KeysAsync(CancellationToken.None))
        {
            var document = KeyDocuments.Of(key, now);
            await output.WriteLineAsync(
                $"{key.Id}\t{document.Status}\t{document.Role}\t{key.Name}\texpires {Shown(key.ExpiresAt)}\tlast used {Shown(key.LastUsedAt)}");
        }

        return Done;
    }

    // Whoever may write the database needs no admin key to make another.
    private async Task<int> RevokeAsync()
    {
        var keys = await store.Access.KeysAsync(CancellationToken.None);
        var key = keys.FirstOrDefault(key => key.RevokedAt is null && (key.Id == arguments.Key || key.Name == arguments.Key));
        if (key is null)
        {
            await words.WriteLineAsync($"There is no key '{arguments.Key}' to be revoked. joblogs-server keys list shows the keys there are.");
            return Refused;
        }

        await CommitAsync(new RevokeKey(key.Id, time.NowMicros()) { KeepAdmin = false });
        await RecordAsync("revoke_key", key.Id, KeyJson.Details(key));
        await words.WriteLineAsync($"Key {key.Id} '{key.Name}' is revoked.");
        return Done;
    }

    private async Task<int> ResetAsync()
    {
        var command = new RemoveKeys();
        await CommitAsync(command);
        await RecordAsync("remove_keys", null, null);
        await words.WriteLineAsync($"All keys are removed ({command.Removed}). On a loopback address the server asks nobody for a key now.");
        return Done;
    }

    private async Task CommitAsync(StoreCommand command) => await store.Writer.CommitAsync([command], Guid.NewGuid(), CancellationToken.None);

    private Task RecordAsync(string action, string? target, string? details) =>
        CommitAsync(new RecordAudit(new AuditRecord { At = time.NowMicros(), Action = action, Target = target, Details = details }));

    private static string Shown(long? micros) => micros is { } at ? Timestamps.ToText(at) : "never";
}
