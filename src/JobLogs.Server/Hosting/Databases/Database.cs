using JobLogs.Server.Settings;
using JobLogs.Storage;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>The database that <c>DATABASE_URL</c> names, before it is opened.</summary>
internal sealed class Database
{
    private readonly IStoreProvider _provider;
    private readonly string _address;
    private readonly IConfiguration _configuration;

    private Database(IStoreProvider provider, string address, IConfiguration configuration) =>
        (_provider, _address, _configuration) = (provider, address, configuration);

    /// <summary>Finds it.</summary>
    /// <param name="services">Where the providers are registered.</param>
    /// <exception cref="SettingException">There is no such kind of database.</exception>
    /// <exception cref="RegistrationException">Two providers have the same scheme.</exception>
    public static Database Of(IServiceCollection services, IConfiguration configuration)
    {
        IStoreProvider[] providers = [.. services.Select(service => service.ImplementationInstance).OfType<IStoreProvider>()];
        var schemes = new Dictionary<string, IStoreProvider>(StringComparer.OrdinalIgnoreCase);
        foreach (var provider in providers)
        {
            foreach (var scheme in provider.Schemes.Where(scheme => !schemes.TryAdd(scheme, provider)))
            {
                throw new RegistrationException(provider, $"has the scheme '{scheme}' of {DatabaseUrl.Setting}, which {schemes[scheme].GetType().Name} has.");
            }
        }

        var address = configuration[DatabaseUrl.Setting] is { Length: > 0 } url ? url : DatabaseUrl.Default;
        return schemes.TryGetValue(address.Split(':', 2)[0], out var found) && address.Contains(':')
            ? new Database(found, address, configuration)
            : throw DatabaseUrl.Wrong($"is no address of a database; write {string.Join(" or ", providers.Select(provider => provider.Example))}.");
    }

    /// <summary>The file that it is; null for one that is no file itself.</summary>
    /// <exception cref="SettingException">The address is wrong.</exception>
    public string? File => _provider.FileOf(_address);

    /// <summary>How it is backed up where it is no file.</summary>
    public string BackupAdvice => _provider.BackupAdvice;

    /// <summary>Opens it.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    /// <exception cref="StoreUnavailableException">It can't be opened.</exception>
    public Task<IStore> OpenAsync(TimeProvider time, CancellationToken cancellationToken) => _provider.OpenAsync(_address, _configuration, time, cancellationToken);
}
