using JobLogs.Server.Settings;
using JobLogs.Storage.Elasticsearch;

namespace JobLogs.Server.Hosting.Elasticsearch;

/// <summary>Reads where the copy is, and how it is asked. What is wrong is told in one line, which never repeats a password.</summary>
internal static class ElasticsearchSettings
{
    private const string Enabled = "ELASTICSEARCH_ENABLED";
    private const string Hosts = "ELASTICSEARCH_HOSTS";
    private const string Username = "ELASTICSEARCH_USERNAME";
    private const string Password = "ELASTICSEARCH_PASSWORD";
    private const string IndexPrefix = "ELASTICSEARCH_INDEX_PREFIX";
    private const string CaFile = "ELASTICSEARCH_CA_FILE";
    private const string DefaultHost = "http://localhost:9200";
    private const string DefaultPrefix = "job-logs";

    // A write takes at most two thirds of the least time that a server has the feeding for.
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The settings; null when there is to be no copy, and then the others aren't looked at.</summary>
    /// <exception cref="SettingException">One of them is wrong.</exception>
    public static ElasticsearchOptions? Read(IConfiguration configuration)
    {
        if (!Flags.IsSet(configuration, Enabled))
        {
            return null;
        }

        var hosts = ReadHosts(Text(configuration, Hosts) ?? DefaultHost);
        var (username, password) = ReadUser(configuration);
        var options = new ElasticsearchOptions
        {
            Hosts = hosts,
            Username = username,
            Password = password,
            CaFile = ReadCaFile(Text(configuration, CaFile), hosts),
            IndexPrefix = Text(configuration, IndexPrefix) ?? DefaultPrefix,
            WriteTimeout = WriteTimeout,
        };

        // All else was looked at above.
        return options.Faults().FirstOrDefault() is { } fault ? throw new SettingException(IndexPrefix, fault) : options;
    }

    private static Uri[] ReadHosts(string text)
    {
        var hosts = new List<Uri>();
        foreach (var host in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Not repeated where it could hold a password.
            var isAddress = Uri.TryCreate(host, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
            hosts.Add(host.Contains('@') ? throw new SettingException(Hosts, $"holds a user; give it in {Username} and {Password}.")
                : isAddress ? address! : throw new SettingException(Hosts, $"'{host}' is no address; write {DefaultHost}, several with commas between."));
        }

        return hosts.Count > 0 ? [.. hosts] : throw new SettingException(Hosts, $"names no host; write {DefaultHost}.");
    }

    private static (string? Username, string? Password) ReadUser(IConfiguration configuration)
    {
        var (username, password) = (Text(configuration, Username), Text(configuration, Password));
        if (password is not null && username is null)
        {
            throw new SettingException(Password, $"is given without {Username}.");
        }

        return username?.Contains(':') is true
            ? throw new SettingException(Username, "has a colon in it, which basic authentication can't carry.")
            : (username, password);
    }

    private static string? ReadCaFile(string? file, Uri[] hosts)
    {
        if (file is null)
        {
            return null;
        }

        if (Array.Find(hosts, host => host.Scheme == Uri.UriSchemeHttp) is { } plain)
        {
            throw new SettingException(CaFile, $"is given, but {plain.Authority} is asked over http://, which checks nothing; write https://{plain.Authority} in {Hosts}.");
        }

        return File.Exists(file) ? file : throw new SettingException(CaFile, $"there is no file '{file}'.");
    }

    private static string? Text(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } text ? text : null;

    /// <summary>A CA file that holds no certificates.</summary>
    public static SettingException BadCaFile(Exception exception) => new(CaFile, exception.Message);
}
