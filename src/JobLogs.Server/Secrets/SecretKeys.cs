using JobLogs.Server.Settings;

namespace JobLogs.Server.Secrets;

/// <summary>
/// The keys that secret parameters are encrypted with: what is new is sealed with the first, the others open what is old. Read when
/// first needed; the file beside the database is made then.
/// </summary>
internal sealed class SecretKeys(SecretKeySource source)
{
    private const string KeySetting = "SECRET_KEY";
    private const string FileSetting = "SECRET_KEY_FILE";

    private readonly Lock _gate = new();
    private IReadOnlyList<SecretKey>? _keys;

    /// <summary>The keys, at least one.</summary>
    /// <exception cref="SettingException">There are none, or they can't be read.</exception>
    public IReadOnlyList<SecretKey> All
    {
        get
        {
            lock (_gate)
            {
                return _keys ??= Read();
            }
        }
    }

    /// <summary>The key with this mark, or null.</summary>
    /// <exception cref="SettingException">There are none, or they can't be read.</exception>
    public SecretKey? Find(string id) => All.FirstOrDefault(key => key.Id == id);

    private SecretKey[] Read()
    {
        var fromSetting = (source.Keys ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var keys = Parse(fromSetting, KeySetting).Concat(ReadFile(make: fromSetting.Length == 0)).ToArray();
        return keys.Length > 0
            ? keys
            : throw new SettingException(KeySetting, "is missing, so that there is nothing to encrypt secret parameters with. Name a file of keys with SECRET_KEY_FILE, made with: head -c 32 /dev/urandom | base64");
    }

    private IEnumerable<SecretKey> ReadFile(bool make)
    {
        if (source.File is not { } path)
        {
            return [];
        }

        try
        {
            if (!File.Exists(path))
            {
                if (!source.MakeFile)
                {
                    throw new SettingException(FileSetting, $"'{path}' does not exist. Make it with: head -c 32 /dev/urandom | base64 > {path}");
                }

                if (!make)
                {
                    return [];
                }

                Make(path);
            }

            return Parse(File.ReadAllLines(path).Where(line => line.Trim() is { Length: > 0 } text && text[0] != '#'), FileSetting);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(FileSetting, $"'{path}' can't be used: {failure.Message}");
        }
    }

    // For its owner's eyes only, from its first moment.
    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine("# Encrypts the secret parameters of jobs. Keep a copy apart from the database's; without it they can't be read.");
        writer.WriteLine(SecretKey.NewText());
    }

    private static SecretKey[] Parse(IEnumerable<string> texts, string setting) => [.. texts.Select(text =>
        SecretKey.TryParse(text) ?? throw new SettingException(setting, $"has a key that is not {SecretKey.Length} bytes in Base64. Make one with: head -c 32 /dev/urandom | base64"))];
}
