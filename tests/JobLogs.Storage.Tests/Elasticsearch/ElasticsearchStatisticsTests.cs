using JobLogs.Storage.Tests.Contracts;
using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

public sealed class ElasticsearchStatisticsTests : LogReadingStatisticsContract
{
    protected override ValueTask<IStoreFixture> OpenAsync() => CopiedStore.OpenAsync(SearchProduct.Elasticsearch);
}
