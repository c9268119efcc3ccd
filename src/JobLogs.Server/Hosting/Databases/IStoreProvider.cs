using JobLogs.Server.Settings;
using JobLogs.Storage;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>
/// A kind of database that <c>DATABASE_URL</c> can name. It is chosen and opened before there are services, so that it is made without any; all it
/// needs is handed to it.
/// </summary>
public interface IStoreProvider
{
    /// <summary>What its addresses begin with, up to the first colon, in lower case: <c>sqlite</c>. Case doesn't count. No two providers have the same.</summary>
    IReadOnlyList<string> Schemes { get; }

    /// <summary>How an address is written, for error texts.</summary>
    string Example { get; }

    /// <summary>
    /// The file that an address names: secrets' key lies beside it (<c>.key</c>), and <c>joblogs-server backup</c> reads it as an SQLite database. Null, the
    /// default, for a database that is no file; secrets then need <c>SECRET_KEY</c> or <c>SECRET_KEY_FILE</c>. Nothing is made or opened.
    /// </summary>
    /// <exception cref="SettingException">It is no address of this kind. It may hold a password: the text repeats nothing of it.</exception>
    string? FileOf(string address) => null;

    /// <summary>What <c>joblogs-server backup</c> and <c>restore</c> say where <see cref="FileOf"/> is null: how it is done instead.</summary>
    string BackupAdvice => "DATABASE_URL names a database that is no file of this machine; back it up by its own means.";

    /// <summary>Opens the database; the server disposes it when it has stopped.</summary>
    /// <param name="address">The whole address, scheme included.</param>
    /// <param name="configuration">All settings, for options of its own.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting for one that doesn't answer.</param>
    /// <exception cref="SettingException">The address, or another setting, is wrong. The text repeats nothing that may be a password.</exception>
    /// <exception cref="StoreUnavailableException">It can't be opened.</exception>
    Task<IStore> OpenAsync(string address, IConfiguration configuration, TimeProvider time, CancellationToken cancellationToken);
}
