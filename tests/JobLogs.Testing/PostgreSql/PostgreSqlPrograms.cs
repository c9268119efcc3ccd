using System.Diagnostics;

namespace JobLogs.Testing.PostgreSql;

/// <summary>PostgreSQL's own programs, and as whom they are run: it refuses to be run by root.</summary>
internal sealed class PostgreSqlPrograms
{
    private const string Debian = "/usr/lib/postgresql";

    private readonly string _folder;
    private readonly string? _user;

    private PostgreSqlPrograms(string folder, string? user)
    {
        _folder = folder;
        _user = user;
    }

    /// <summary>Finds them.</summary>
    /// <exception cref="PostgreSqlMissingException">They are not to be found, or not to be run.</exception>
    public static PostgreSqlPrograms Find()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PostgreSqlMissingException("needs PostgreSQL: on Windows only the server that JOBLOGS_TEST_POSTGRES names.");
        }

        var folder = Folders().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            ?? throw new PostgreSqlMissingException("needs PostgreSQL (Debian: apt-get install postgresql), or JOBLOGS_TEST_POSTGRES=postgresql://user:password@host/postgres.");
        return new PostgreSqlPrograms(folder, Environment.IsPrivilegedProcess ? UnprivilegedUser() : null);
    }

    /// <summary>Gives a folder, and what is in it, to whom the programs are run as.</summary>
    public async Task GiveAsync(string path)
    {
        if (_user is not null)
        {
            await RunAsync(new ProcessStartInfo("chown", ["-R", _user, path]));
        }
    }

    /// <summary>How one of the programs is started. The process that is started is the program itself, nothing stands between.</summary>
    public ProcessStartInfo Command(string program, params string[] arguments)
    {
        var path = Path.Combine(_folder, program);
        return _user is null
            ? new ProcessStartInfo(path, arguments)
            : new ProcessStartInfo("setpriv", ["--reuid", _user, "--regid", _user, "--clear-groups", path, .. arguments]);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var complaint = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} failed: {complaint.Trim()}");
        }
    }

    private static IEnumerable<string> Folders()
    {
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(versions.OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0).Select(version => Path.Combine(version, "bin")));
    }

    private static string UnprivilegedUser()
    {
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return users.Contains("postgres") ? "postgres" : "nobody";
    }
}
