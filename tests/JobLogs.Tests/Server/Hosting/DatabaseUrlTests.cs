using JobLogs.Server.Hosting.Databases;
using JobLogs.Server.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace JobLogs.Tests.Server.Hosting;

public sealed class DatabaseUrlTests
{
    [Fact]
    public void Each_part_is_percent_decoded()
    {
        var read = Read("postgresql://jo%40b:p%40ss%3Aw%2Frd%20100%25%3B%20'%C3%BC'@db.example:6432/job%20logs");

        (read.Username, read.Password, read.Host, read.Port, read.Database).ShouldBe(("jo@b", "p@ss:w/rd 100%; 'ü'", "db.example", 6432, "job logs"));
    }

    [Theory]
    [InlineData("postgres://u:p@h/d", "h", 5432)]
    [InlineData("POSTGRESQL://u@h/d", "h", 5432)]
    [InlineData("postgresql://u:p@127.0.0.1:1/d", "127.0.0.1", 1)]
    [InlineData("postgresql://u:p@[::1]:5433/d", "::1", 5433)]
    [InlineData("postgresql://u:p@[fe80::2]/d", "fe80::2", 5432)]
    [InlineData("postgresql://u@/d?host=/var/run/postgresql", "/var/run/postgresql", 5432)]
    public void Hosts_are_names_addresses_or_a_socket(string url, string host, int port)
    {
        var read = Read(url);

        (read.Host, read.Port, read.Database).ShouldBe((host, port, "d"));
    }

    [Fact]
    public void Options_have_PostgreSQLs_names_or_Npgsqls()
    {
        var read = Read("postgresql://u:p@h/d?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem&application_name=job%20logs&connect_timeout=3&tcp_keepalive=true&Keepalive=20");

        read.SslMode.ShouldBe(SslMode.VerifyFull);
        read.RootCertificate.ShouldBe("/etc/ca.pem");
        read.ApplicationName.ShouldBe("job logs");
        read.Timeout.ShouldBe(3);
        read.TcpKeepAlive.ShouldBeTrue();
        read.KeepAlive.ShouldBe(20);
    }

    [Theory]
    [InlineData("postgresql://u:secret@h", "names no database")]
    [InlineData("postgresql://u:secret@/d", "names no host")]
    [InlineData("postgresql://u:secret@h:port/d", "as its port")]
    [InlineData("postgresql://u:secret@h:0/d", "as its port")]
    [InlineData("postgresql://u:sec/secret@h/d", "percent-encoded")]
    [InlineData("postgresql://u:1/x?secret=1@h/d", "percent-encoded")]
    [InlineData("postgresql://u:secret%@h/d", "%25")]
    [InlineData("postgresql://u:secret%ff@h/d", "no UTF-8")]
    [InlineData("postgresql://u:secret@h,i/d", "several hosts")]
    [InlineData("postgresql://u:secret@h/d?sslmode=secret", "verify-full")]
    [InlineData("postgresql://u:secret@h/d?colour=secret", "'colour'")]
    [InlineData("postgresql://u@h/d?password=secret", "'password'")]
    [InlineData("postgresql://u@h/d?Pwd=secret", "'Pwd'")]
    [InlineData("postgresql://u:secret@h/d?multiplexing=true", "'multiplexing'")]
    [InlineData("postgresql://u:secret@h/d?connect_timeout=secret", "connect_timeout")]
    [InlineData("mysql://u:secret@h/d", "postgresql://user:password@host")]
    [InlineData("mysql://u:secret@h/d", "sqlite:////var/lib/joblogs/joblogs.db")]
    [InlineData("secret", "postgresql://user:password@host")]
    [InlineData("postgresql:secret", "postgresql://user:password@host")]
    [InlineData("sqlite:secret", "sqlite:////var/lib/joblogs/joblogs.db")]
    [InlineData("sqlite:///data.db?secret", "no '?' part")]
    public void A_refusal_says_in_one_line_what_is_wrong_and_never_the_password(string url, string expected)
    {
        var refusal = Should.Throw<SettingException>(() => Look(url)).Message;

        refusal.ShouldStartWith("DATABASE_URL: ");
        refusal.ShouldContain(expected);
        refusal.ShouldNotContain("secret");
        refusal.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("sqlite:////var/lib/joblogs/a%20b.db", "/var/lib/joblogs/a b.db")]
    public void An_SQLite_path_may_be_absolute(string url, string path) => new SqliteProvider().FileOf(url).ShouldBe(path);

    private static NpgsqlConnectionStringBuilder Read(string url) => PostgreSqlProvider.Read(url);

    private static void Look(string url)
    {
        var database = Database.Of(new ServiceCollection().AddDatabases(null), new ConfigurationBuilder().AddInMemoryCollection([new("DATABASE_URL", url)]).Build());
        if (database.File is null)
        {
            PostgreSqlProvider.Read(url);
        }
    }
}
