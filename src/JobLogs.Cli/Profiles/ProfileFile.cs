using System.Text.Json;
using JobLogs.Cli.Output;

namespace JobLogs.Cli.Profiles;

/// <summary>The file with the profiles; only its owner may read it, for it holds keys.</summary>
internal static class ProfileFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Where it is: <c>JOBLOGS_CONFIG</c>, else in the user's configuration folder.</summary>
    public static string Path => Environment.GetEnvironmentVariable("JOBLOGS_CONFIG") is { Length: > 0 } named
        ? named
        : System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "joblogs", "profiles.json");

    /// <summary>Reads it; empty when there is none.</summary>
    public static ProfileSet Read()
    {
        if (!File.Exists(Path))
        {
            return new ProfileSet();
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != UnixFileMode.None)
        {
            throw new CliException($"{Path} can be read by others, and may hold a key. Say: chmod 600 '{Path}'");
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path), ProfilesJsonContext.Default.ProfileSet) ?? new ProfileSet();
        }
        catch (JsonException exception)
        {
            throw new CliException($"{Path} isn't what 'joblogs login' writes ({exception.Message}). Mend it, or remove it and log in again.");
        }
    }

    /// <summary>Writes it, as a whole or not at all.</summary>
    public static void Write(ProfileSet profiles)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        Directory.CreateDirectory(folder);
        var written = Path + ".new";
        File.Delete(written);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // From the first byte on, not only after it has been written.
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(written, options))
        {
            JsonSerializer.Serialize(file, profiles, ProfilesJsonContext.Default.ProfileSet);
        }

        File.Move(written, Path, overwrite: true);
    }
}
