package io.spadework.diagram;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.LayerConstants;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.part.Page;
import org.eclipse.ui.views.contentoutline.IContentOutlinePage;

import io.spadework.diagram.parts.DiagramRoot;
import io.spadework.model.Names;
import io.spadework.model.edit.Labels;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Label;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.notation.Notation;

/** The outline of a study: everything in it as a tree, and the whole diagram in small with the part that is seen. */
final class StudyOutline extends Page implements IContentOutlinePage {

	private final StudyEditor editor;
	private final List<ISelectionChangedListener> early = new ArrayList<>();
	private SashForm sash;
	private TreeViewer tree;
	private Canvas overview;
	private boolean telling;
	private Study shown;

	StudyOutline(StudyEditor editor) {
		this.editor = editor;
	}

	@Override
	public void createControl(Composite parent) {
		sash = new SashForm(parent, SWT.VERTICAL);
		tree = new TreeViewer(sash);
		tree.setContentProvider(new Contents());
		tree.setLabelProvider(new Texts(sash));
		tree.addSelectionChangedListener(event -> {
			if (!telling && event.getStructuredSelection().getFirstElement() instanceof Element element)
				editor.reveal(element.getId());
			else if (!telling && event.getStructuredSelection().getFirstElement() instanceof Sort sort && sort.parts().get(0) instanceof Element first)
				editor.showPage(first);
		});
		early.forEach(tree::addSelectionChangedListener);
		overview = new Canvas(sash, SWT.DOUBLE_BUFFERED);
		Named.name(overview, "The whole diagram in small");
		overview.addListener(SWT.Paint, this::paint);
		overview.addListener(SWT.MouseDown, this::scroll);
		overview.addListener(SWT.MouseMove, e -> {
			if ((e.stateMask & SWT.BUTTON1) != 0)
				scroll(e);
		});
		sash.setWeights(3, 2);
		refresh();
	}

	@Override
	public Control getControl() {
		return sash;
	}

	@Override
	public void setFocus() {
		tree.getControl().setFocus();
	}

	/** Shows the study anew. */
	void refresh() {
		if (sash == null || sash.isDisposed())
			return;
		if (shown == editor.study() && tree.getInput() != null) {
			// what somebody has opened and closed stays so while the study is edited
			tree.refresh();
		} else {
			shown = editor.study();
			tree.setInput(editor);
			expand();
		}
		overview.redraw();
	}

	/** What is drawn is open down to its nodes, the rest is one line each. */
	private void expand() {
		if (editor.study() == null)
			return;
		for (EReference drawn : List.of(Literals.STUDY__NETWORKS, Literals.STUDY__BLOCKS))
			tree.expandToLevel(new Sort(editor.study(), drawn), 1);
		for (Graph graph : editor.study().getNetworks())
			tree.expandToLevel(graph, 1);
	}

	/** Selects what is selected in the diagram, without telling the diagram. */
	void follow(IStructuredSelection selection) {
		if (sash == null || sash.isDisposed())
			return;
		telling = true;
		tree.setSelection(selection, true);
		telling = false;
		overview.redraw();
	}

	/** Shows another part as seen. */
	void scrolled() {
		if (overview != null && !overview.isDisposed())
			overview.redraw();
	}

	private void paint(Event event) {
		GraphicalViewer viewer = editor.getAdapter(GraphicalViewer.class);
		if (viewer == null)
			return;
		DiagramRoot root = (DiagramRoot) viewer.getRootEditPart();
		// what was just drawn is not laid out before its viewer's next turn
		viewer.flush();
		event.gc.setBackground(viewer.getControl().getBackground());
		event.gc.fillRectangle(overview.getClientArea());
		Rectangle all = root.extent();
		double scale = scale(all);
		SWTGraphics graphics = new SWTGraphics(event.gc);
		graphics.scale(scale);
		graphics.translate(-all.x, -all.y);
		root.getLayer(LayerConstants.PRINTABLE_LAYERS).paint(graphics);
		Viewport viewport = (Viewport) root.getFigure();
		double zoom = root.getZoomManager().getZoom();
		Rectangle seen = viewport.getClientArea().scale(1 / zoom).intersect(all);
		graphics.setForegroundColor(editor.palette().color(editor.palette().theme().selection()));
		graphics.setLineWidth((int) Math.max(1, 1.5 / scale));
		graphics.drawRectangle(seen.x, seen.y, seen.width - 1, seen.height - 1);
		graphics.dispose();
	}

	private void scroll(Event event) {
		GraphicalViewer viewer = editor.getAdapter(GraphicalViewer.class);
		if (viewer == null)
			return;
		DiagramRoot root = (DiagramRoot) viewer.getRootEditPart();
		Rectangle all = root.extent();
		double toZoomed = root.getZoomManager().getZoom() / scale(all);
		Viewport viewport = (Viewport) root.getFigure();
		viewport.setViewLocation((int) (event.x * toZoomed) - viewport.getSize().width / 2, (int) (event.y * toZoomed) - viewport.getSize().height / 2);
		overview.redraw();
	}

	private double scale(Rectangle all) {
		return Math.min(1, Math.min((double) overview.getSize().x / Math.max(1, all.width), (double) overview.getSize().y / Math.max(1, all.height)));
	}

	@Override
	public ISelection getSelection() {
		return tree == null ? StructuredSelection.EMPTY : tree.getSelection();
	}

	@Override
	public void setSelection(ISelection selection) {
		if (tree != null)
			tree.setSelection(selection, true);
	}

	@Override
	public void addSelectionChangedListener(ISelectionChangedListener listener) {
		if (tree == null)
			early.add(listener);
		else
			tree.addSelectionChangedListener(listener);
	}

	@Override
	public void removeSelectionChangedListener(ISelectionChangedListener listener) {
		early.remove(listener);
		if (tree != null)
			tree.removeSelectionChangedListener(listener);
	}

	/** The parts of a study of one sort; it has no place of its own in the file. */
	private record Sort(Study study, EReference feature) {

		/** As in "Training plans". */
		String title() {
			String words = Names.kind(feature.getEReferenceType()).replace("dataset", "data set");
			return Character.toUpperCase(words.charAt(0)) + words.substring(1) + "s";
		}

		List<?> parts() {
			return (List<?>) study.eGet(feature);
		}
	}

	private static final class Contents implements ITreeContentProvider {

		/** What is drawn comes first. */
		private static final List<EReference> SORTS = List.of(Literals.STUDY__NETWORKS, Literals.STUDY__BLOCKS, Literals.STUDY__EXPERIMENTS, Literals.STUDY__OBJECTIVES,
				Literals.STUDY__DATASETS, Literals.STUDY__PLANS, Literals.STUDY__EVALUATIONS, Literals.STUDY__SWEEPS, Literals.STUDY__PARAMETERS);

		@Override
		public Object[] getElements(Object input) {
			Study study = ((StudyEditor) input).study();
			return study == null ? new Object[0] : SORTS.stream().map(sort -> new Sort(study, sort)).filter(sort -> !sort.parts().isEmpty()).toArray();
		}

		@Override
		public Object[] getChildren(Object parent) {
			return parent instanceof Sort sort ? sort.parts().toArray() : ((Element) parent).eContents().stream().filter(Contents::isListed).toArray();
		}

		@Override
		public Object getParent(Object element) {
			return element instanceof EObject object && object.eContainer() instanceof Study study ? new Sort(study, (EReference) object.eContainingFeature())
					: element instanceof EObject object ? object.eContainer() : null;
		}

		@Override
		public boolean hasChildren(Object element) {
			return getChildren(element).length > 0;
		}

		/** Edges are seen in the diagram, arguments at their uses. */
		private static boolean isListed(EObject element) {
			return !(element instanceof Edge || element instanceof Argument || element instanceof Label);
		}
	}

	private final class Texts extends LabelProvider {

		private final KindImages images;

		private Texts(Control owner) {
			images = new KindImages(owner);
		}

		@Override
		public String getText(Object element) {
			if (element instanceof Sort sort)
				return sort.title();
			if (!(element instanceof Node node))
				return Labels.text((Element) element);
			Notation notation = editor.notation((Graph) node.eContainer());
			String output = notation == null ? "" : notation.of(node).output();
			return output.isEmpty() ? node.getName() : node.getName() + "  " + output;
		}

		@Override
		public Image getImage(Object element) {
			return images.of(element instanceof Sort sort ? icon(sort) : ((Element) element).eClass());
		}

		private static EClass icon(Sort sort) {
			return ((Element) sort.parts().get(0)).eClass();
		}
	}
}
