using System.Diagnostics;
using System.Runtime.Versioning;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>
/// What a container is for a server, without one: a process without rights, by a user that has no name and no home, on a file system all of which is
/// read-only but for one folder. Needs Linux, root, and unshare, mount and setpriv (util-linux).
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class ReadOnlyRoot
{
    /// <summary>The user and group.</summary>
    public const int User = 65_532;

    // $1 is the folder, the rest the command. Mounts are looked at afterwards: what could not be made read-only is told and ends it.
    private const string Script = """
        folder=$1; shift
        chown -R 65532:65532 "$folder" && mount --bind "$folder" "$folder" || exit 97
        awk '{ print $5 }' /proc/self/mountinfo | while read -r mount; do
            case "$mount" in "$folder" | /proc | /proc/* | /sys | /sys/*) ;; *) mount -o remount,bind,ro "$mount" || exit 98 ;; esac
        done || exit 98
        setpriv --reuid 65532 --regid 65532 --clear-groups --inh-caps=-all --bounding-set=-all --no-new-privs \
            sh -c 'for place in / /tmp /var/tmp /dev/shm; do if touch "$place/joblogs-probe" 2>/dev/null; then echo "$place can be written"; exit 99; fi; done' || exit 99
        exec setpriv --reuid 65532 --regid 65532 --clear-groups --inh-caps=-all --bounding-set=-all --no-new-privs "$@"
        """;

    /// <summary>A command that runs another so. It gets the folder of its server where it says <c>{folder}</c>.</summary>
    public static string[] Of(params string[] command) => ["/usr/bin/unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", Script, "read-only", "{folder}", .. command];

    /// <summary>Skips the test and says why, where this machine doesn't let it.</summary>
    /// <param name="file">What is to be run, which the user must be able to read.</param>
    public static void OrSkip(string file)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux, to make its file system read-only");
        var folder = Directory.CreateTempSubdirectory("joblogs-probe-").FullName;
        var probe = Of("/usr/bin/test", "-r", file);
        probe[Array.IndexOf(probe, "{folder}")] = folder;
        var start = new ProcessStartInfo(probe[0], probe.Skip(1)) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.SkipUnless(process.ExitCode == 0, $"needs root, the right to mount, and a checkout that others may read: {said.Trim()} (exit code {process.ExitCode})");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            Assert.Skip("needs util-linux: " + exception.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
