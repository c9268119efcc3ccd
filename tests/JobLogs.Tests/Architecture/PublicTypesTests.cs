using JobLogs.Server;

namespace JobLogs.Tests.Architecture;

/// <summary>What other assemblies may use of the server: what docs/extending.md explains, and nothing else.</summary>
public sealed class PublicTypesTests
{
    private static readonly string[] Types =
    [
        "Delivery", "DeliveryOutcome", "HandlerParameters", "IJobHandler", "INotifier", "IStoreProvider", "JobContext", "JobFailedException", "JobLogsServer",
        "JobStep", "JsonFields", "MessageText", "NotifierField", "NotifierHttp", "NotifierSettings", "ServerServiceCollectionExtensions", "SettingException",
    ];

    [Fact]
    public void The_server_shows_only_what_an_extension_needs() =>
        typeof(JobLogsServer).Assembly.GetExportedTypes().Where(type => type.Namespace?.StartsWith("JobLogs.", StringComparison.Ordinal) is true)
            .Select(type => type.Name).Order(StringComparer.Ordinal).ShouldBe(Types);

    [Theory]
    [InlineData("docs/extending.md")]
    [InlineData("docs/zh-CN/extending.md")]
    public void Each_of_them_is_explained(string document)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, document));

        Types.Where(type => !text.Contains($"`{type}", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
