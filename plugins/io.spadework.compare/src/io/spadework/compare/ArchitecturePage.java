package io.spadework.compare;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

import org.eclipse.compare.CompareConfiguration;
import org.eclipse.compare.CompareEditorInput;
import org.eclipse.compare.CompareUI;
import org.eclipse.compare.structuremergeviewer.Differencer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.TreeViewerColumn;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

import io.spadework.diagram.Named;
import io.spadework.diagram.export.Picture;
import io.spadework.model.StudyException;
import io.spadework.model.difference.ArchitectureDifference;
import io.spadework.model.difference.DifferenceRow;
import io.spadework.model.difference.GraphDifference;
import io.spadework.model.difference.NodeDifference;
import io.spadework.model.difference.State;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.notation.Numbers;
import io.spadework.notation.Place;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;

/** What the networks of two runs differ in, as a tree and as diagrams: nodes that were added, removed or changed, with what each change costs; and their generated sources side by side. */
final class ArchitecturePage implements Page {

	private Combo first;
	private Combo second;
	private Button all;
	private Button sources;
	private Label summary;
	private TreeViewer tree;
	private DifferenceDiagrams diagrams;
	private Shown shown;
	private String compared = "";
	private Result result;

	/** Two runs' experiments and what they differ in. */
	private record Result(Experiment before, Experiment after, ArchitectureDifference difference) {
	}

	@Override
	public String title() {
		return "Architecture";
	}

	@Override
	public Control create(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		page.setLayout(new GridLayout(7, false));
		first = choice(page, "The run that the other one is held against");
		Button swap = new Button(page, SWT.PUSH);
		swap.setText("&⇄");
		swap.setToolTipText("Swaps both runs");
		Named.name(swap, "Swap both runs");
		swap.addListener(SWT.Selection, event -> swap());
		second = choice(page, "The other run");
		all = new Button(page, SWT.CHECK);
		all.setText("Show what is the &same, too");
		all.addListener(SWT.Selection, event -> tree.refresh());
		sources = new Button(page, SWT.PUSH);
		sources.setText("Compare &Generated Source");
		sources.setToolTipText("Opens the sources that both runs were trained with, side by side");
		sources.addListener(SWT.Selection, event -> compareSources());
		summary = new Label(page, SWT.NONE);
		summary.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		SashForm sash = new SashForm(page, SWT.VERTICAL);
		sash.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 7, 1));
		tree = new TreeViewer(sash, SWT.FULL_SELECTION | SWT.BORDER | SWT.H_SCROLL | SWT.V_SCROLL);
		tree.getTree().setHeaderVisible(true);
		Named.name(tree.getTree(), "What became of networks, blocks and nodes");
		tree.setContentProvider(new Differences());
		column("Network, block, node", 270, SWT.LEFT, each -> each.node() == null ? row(each).graph() : row(each).node());
		column("Became", 110, SWT.LEFT, each -> each.state() == State.SAME ? "" : States.sign(each.state()) + " " + each.state().word());
		column("Change", 300, SWT.LEFT, each -> row(each).change());
		column("Output", 215, SWT.LEFT, each -> row(each).output());
		column("Parameters", 190, SWT.RIGHT, each -> count(each, row(each).before().parameters(), row(each).after().parameters()));
		column("Multiply-adds", 190, SWT.RIGHT, each -> count(each, row(each).before().multiplyAdds(), row(each).after().multiplyAdds()));
		tree.addFilter(new ViewerFilter() {
			@Override
			public boolean select(Viewer viewer, Object parent, Object element) {
				return all.getSelection() || ((Item) element).state() != State.SAME;
			}
		});
		diagrams = new DifferenceDiagrams(sash);
		sash.setWeights(34, 66);
		tree.addSelectionChangedListener(event -> {
			if (event.getStructuredSelection().getFirstElement() instanceof Item item) {
				reveal(item);
			}
		});
		diagrams.onSelect(this::select);
		diagrams.onOpen(this::open);
		return page;
	}

	private Combo choice(Composite parent, String says) {
		Combo combo = new Combo(parent, SWT.READ_ONLY);
		combo.setToolTipText(says);
		Named.name(combo, says);
		combo.addListener(SWT.Selection, event -> compare());
		return combo;
	}

	private void swap() {
		int was = first.getSelectionIndex();
		first.select(second.getSelectionIndex());
		second.select(was);
		compare();
	}

	/**
	 * A line of the tree.
	 *
	 * @param node null for the network or block itself
	 */
	private record Item(GraphDifference graph, NodeDifference node) {

		State state() {
			return node == null ? graph.state() : node.state();
		}
	}

	private static DifferenceRow row(Item item) {
		return item.node() == null ? DifferenceRow.of(item.graph()) : DifferenceRow.of(item.graph(), item.node());
	}

	private void column(String title, int width, int style, Function<Item, String> text) {
		TreeViewerColumn column = new TreeViewerColumn(tree, style);
		column.getColumn().setText(title);
		column.getColumn().setWidth(width);
		column.setLabelProvider(new ColumnLabelProvider() {
			@Override
			public String getText(Object element) {
				return text.apply((Item) element);
			}

			@Override
			public Color getForeground(Object element) {
				return States.colour(((Item) element).state());
			}
		});
	}

	/** Of a network before and after, of a node what it adds. */
	private static String count(Item item, long before, long after) {
		String more = DifferenceDiagrams.signed(after - before);
		return item.node() != null || more.isEmpty() ? more : Numbers.count(before) + " → " + Numbers.count(after) + " (" + more + ")";
	}

	/** Shows the diagrams of what is selected in the tree. */
	private void reveal(Item item) {
		diagrams.show(item.graph(), result.before(), result.after());
		diagrams.highlight(item.node() == null ? null : item.node().node());
	}

	/** Selects in the tree what is selected in a diagram. */
	private void select(Node node) {
		items().filter(item -> item.node() != null && (item.node().before() == node || item.node().after() == node)).findFirst().ifPresent(item -> {
			if (!item.equals(tree.getStructuredSelection().getFirstElement())) {
				tree.setSelection(new StructuredSelection(item), true);
			}
		});
	}

	/** Shows what is inside of a node. */
	private void open(Node node) {
		Graph inside = Place.inside(node);
		items().filter(item -> inside != null && item.node() == null && (item.graph().before() == inside || item.graph().after() == inside)).findFirst().ifPresent(item -> {
			diagrams.show(item.graph(), result.before(), result.after());
			tree.setSelection(new StructuredSelection(item), true);
		});
	}

	private Stream<Item> items() {
		return result == null ? Stream.of()
				: result.difference().graphs().stream().flatMap(graph -> Stream.concat(Stream.of(new Item(graph, null)), graph.nodes().stream().map(node -> new Item(graph, node))));
	}

	@Override
	public void show(Shown newShown) {
		shown = newShown;
		List<String> labels = shown.comparison().runs().stream().map(ComparedRun::label).toList();
		if (!labels.equals(List.of(first.getItems()))) {
			first.setItems(labels.toArray(String[]::new));
			second.setItems(labels.toArray(String[]::new));
			first.select(0);
			second.select(other(shown.comparison()));
			first.getParent().layout();
		}
		compare();
	}

	/** The first run that differs from the first one in more than its seed. */
	private static int other(Comparison comparison) {
		return comparison.groups().size() > 1 ? comparison.runs().indexOf(comparison.groups().get(1).runs().get(0)) : Math.min(1, comparison.runs().size() - 1);
	}

	private void compare() {
		String pair = first.getText() + "\n" + second.getText();
		if (shown == null || first.getSelectionIndex() < 0 || pair.equals(compared)) {
			return;
		}
		compared = pair;
		ComparedRun before = shown.comparison().runs().get(first.getSelectionIndex());
		ComparedRun after = shown.comparison().runs().get(second.getSelectionIndex());
		summary.setText("Comparing …");
		Job.createSystem("Comparing architectures", monitor -> {
			Result found = null;
			String says;
			try {
				Experiment was = Experiments.experiment(before);
				Experiment is = Experiments.experiment(after);
				found = new Result(was, is, ArchitectureDifference.of(was, is));
				says = summary(found.difference());
			} catch (StudyException e) {
				says = e.getMessage();
			}
			Result difference = found;
			String text = says;
			if (!tree.getControl().isDisposed()) {
				tree.getControl().getDisplay().asyncExec(() -> fill(pair, difference, text));
			}
			return Status.OK_STATUS;
		}).schedule();
	}

	private void fill(String pair, Result found, String text) {
		if (tree.getControl().isDisposed() || !pair.equals(compared)) {
			return;
		}
		result = found;
		summary.setText(text);
		summary.setToolTipText(text);
		tree.setInput(found);
		tree.expandAll();
		GraphDifference seen = found == null ? null : found.difference().graphs().stream().filter(graph -> graph.state() != State.SAME).findFirst()
				.or(() -> found.difference().graphs().stream().findFirst()).orElse(null);
		diagrams.show(seen, found == null ? null : found.before(), found == null ? null : found.after());
	}

	private static String summary(ArchitectureDifference difference) {
		if (difference.isEmpty()) {
			return "The networks are the same.";
		}
		long changed = difference.graphs().stream().filter(graph -> graph.state() != State.SAME).count();
		return String.format(Locale.ROOT, "%d of %d networks and blocks differ; in all %s parameters, %s multiply-adds for one image", changed, difference.graphs().size(),
				signedOrNone(difference.parameters()), signedOrNone(difference.multiplyAdds()));
	}

	private static String signedOrNone(long more) {
		return more == 0 ? "no more" : DifferenceDiagrams.signed(more);
	}

	private void compareSources() {
		if (shown == null || first.getSelectionIndex() < 0) {
			return;
		}
		ComparedRun before = shown.comparison().runs().get(first.getSelectionIndex());
		ComparedRun after = shown.comparison().runs().get(second.getSelectionIndex());
		CompareConfiguration configuration = new CompareConfiguration();
		configuration.setLeftLabel(before.label());
		configuration.setRightLabel(after.label());
		configuration.setLeftEditable(false);
		configuration.setRightEditable(false);
		CompareUI.openCompareEditor(new CompareEditorInput(configuration) {
			{
				setTitle("Generated source of " + before.label() + " and " + after.label());
			}

			@Override
			protected Object prepareInput(IProgressMonitor monitor) {
				return new Differencer().findDifferences(false, monitor, null, null,
						new SourceFolder(before.folder().sources()), new SourceFolder(after.folder().sources()));
			}
		});
	}

	@Override
	public void setFocus() {
		first.setFocus();
	}

	@Override
	public List<Picture> pictures() {
		return diagrams.pictures();
	}

	private static final class Differences implements ITreeContentProvider {

		@Override
		public Object[] getElements(Object input) {
			return ((Result) input).difference().graphs().stream().map(graph -> new Item(graph, null)).toArray();
		}

		@Override
		public Object[] getChildren(Object parent) {
			Item item = (Item) parent;
			return item.node() != null ? new Object[0] : item.graph().nodes().stream().map(node -> new Item(item.graph(), node)).toArray();
		}

		@Override
		public Object getParent(Object element) {
			Item item = (Item) element;
			return item.node() == null ? null : new Item(item.graph(), null);
		}

		@Override
		public boolean hasChildren(Object element) {
			return getChildren(element).length > 0;
		}
	}
}
